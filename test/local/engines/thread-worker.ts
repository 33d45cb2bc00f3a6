/** A worker that takes a moment for each question and answers with the number of its thread. */
import { threadId } from 'node:worker_threads';
import { serveQuestions } from '../../../local/engines/worker-link.ts';

serveQuestions(
  async () => threadId,
  async (own, _question: string) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return own;
  },
);
