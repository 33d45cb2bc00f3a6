/**
 * What a publication talks to, on loopback: CloudFormation (query protocol, XML), Amplify (REST, JSON), the storage behind
 * the upload address, and the API's preflight. Shapes after the services' API references; it keeps the rules that
 * matter here: one open job a branch, no start without an upload, an upload address for one object.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StackState = { status: string; outputs: Record<string, string> };
export type JobState = { id: number; status: string; uploaded?: Uint8Array };
export type Step = { stepName: string; status: string; statusReason?: string; logUrl?: string };
type Answer = { status: number; body?: string; headers?: Record<string, string> };

export class Counterpart {
  readonly stacks = new Map<string, StackState>();
  readonly jobs: JobState[] = [];
  /** What the storage answers to the uploads to come; 200 when none is left. */
  readonly uploadStatuses: number[] = [];
  /** The states a started job goes through, one a look; the last one stays. */
  course: string[] = ['PENDING', 'RUNNING', 'SUCCEED'];
  steps: Step[] = [];
  allowedOrigins: string[] = [];
  /** The rewrite rules of the app, as they were last set. */
  rules: unknown;
  /** Whether Amplify refuses everything, and how. */
  refusal: { type: string; message: string } | null = null;
  /** Where the upload goes; the counterpart itself where it is null. */
  uploadUrl: string | null = null;
  url = '';
  readonly #server = createServer((request, response) => {
    this.#answer(request).then(
      ({ status, body, headers }) => response.writeHead(status, headers).end(body),
      (error) => response.writeHead(500).end(String(error)),
    );
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = '', url = '/' } = request;
    if (method === 'OPTIONS') return this.#preflight(request);
    if (method === 'PUT') return this.#store(request, body);
    const service = /Credential=[^/]+\/\d{8}\/eu-west-1\/(\w+)\/aws4_request/.exec(request.headers.authorization ?? '');
    if (service?.[1] === 'cloudformation') return this.#describeStacks(new URLSearchParams(body.toString()));
    if (service?.[1] === 'amplify')
      return this.#amplify(method, url, body.length > 0 ? JSON.parse(body.toString()) : {});
    return { status: 403, body: 'not signed for this region' };
  }

  #preflight({ url, headers }: IncomingMessage): Answer {
    const origin = headers.origin ?? '';
    const allowed = url === '/api/recaps' && this.allowedOrigins.includes(origin);
    return { status: 204, headers: allowed ? { 'access-control-allow-origin': origin } : {} };
  }

  #store({ url, headers }: IncomingMessage, body: Buffer): Answer {
    const status = this.uploadStatuses.shift() ?? 200;
    if (status !== 200) return { status };
    const job = this.jobs.find(({ id }) => url === `/upload/${id}?signature=x`);
    if (!job || headers.authorization || headers['content-type'] !== 'application/zip') return { status: 403 };
    job.uploaded = body;
    return { status: 200 };
  }

  #describeStacks(query: URLSearchParams): Answer {
    const name = query.get('StackName') ?? '';
    const stack = this.stacks.get(name);
    if (query.get('Action') !== 'DescribeStacks' || query.get('Version') !== '2010-05-15' || !stack) {
      return xml(
        400,
        `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
      );
    }
    const outputs = Object.entries(stack.outputs)
      .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
      .join('');
    return xml(
      200,
      `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-11-20T10:00:00.000Z</CreationTime><StackStatus>${stack.status}</StackStatus><Outputs>${outputs}</Outputs></member></Stacks></DescribeStacksResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeStacksResponse>`,
    );
  }

  #amplify(method: string, url: string, body: { jobId?: string; customRules?: unknown }): Answer {
    if (this.refusal) return refused(this.refusal.type, 400, this.refusal.message);
    if (method === 'POST' && url === '/apps/d1site') {
      this.rules = body.customRules;
      return json({ app: { appId: 'd1site', name: 'sightsong-dev' } });
    }
    const call = `${method} ${url.replace(/^\/apps\/d1site\/branches\/main/, '')}`;
    const job = this.jobs.find(({ id }) => String(id) === (body.jobId ?? /\/jobs\/(\d+)/.exec(url)?.[1]));
    switch (call.replace(/\/jobs\/\d+/, '/jobs/N')) {
      case 'GET /jobs?maxResults=1':
        return json({ jobSummaries: this.jobs.slice(-1).map(summary) });
      case 'POST /deployments':
        return this.#createDeployment();
      case 'POST /deployments/start':
        if (!job?.uploaded) return refused('BadRequestException', 400, 'There is no artifact for this job.');
        job.status = this.course.shift() ?? job.status;
        return json({ jobSummary: summary(job) });
      case 'GET /jobs/N':
        if (!job) return refused('NotFoundException', 404, 'There is no such job.');
        job.status = this.course.shift() ?? job.status;
        return json({
          job: { summary: summary(job), steps: this.steps.map((step) => ({ startTime: 1, endTime: 2, ...step })) },
        });
      case 'DELETE /jobs/N/stop':
        if (!job) return refused('NotFoundException', 404, 'There is no such job.');
        job.status = 'CANCELLED';
        return json({ jobSummary: summary(job) });
      default:
        return refused('NotFoundException', 404, `${call} is not there.`);
    }
  }

  #createDeployment(): Answer {
    const open = this.jobs.find(({ status }) => !['SUCCEED', 'FAILED', 'CANCELLED'].includes(status));
    if (open) return refused('BadRequestException', 400, `The last job(deployment) ${open.id} was not finished.`);
    const id = this.jobs.length + 1;
    this.jobs.push({ id, status: 'CREATED' });
    const zipUploadUrl = `${this.uploadUrl ?? this.url}/upload/${id}?signature=x`;
    return json({ jobId: String(id), fileUploadUrls: {}, zipUploadUrl });
  }
}

const summary = ({ id, status }: JobState) => ({
  jobArn: `arn:aws:amplify:eu-west-1:000000000000:apps/d1site/branches/main/jobs/${id}`,
  jobId: String(id),
  jobType: 'MANUAL',
  commitId: 'HEAD',
  commitMessage: '',
  commitTime: 1_795_000_000,
  startTime: 1_795_000_000,
  status,
});

const json = (value: unknown): Answer => ({
  status: 200,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});
const xml = (status: number, body: string): Answer => ({ status, body, headers: { 'content-type': 'text/xml' } });
const refused = (type: string, status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ message }),
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
});
