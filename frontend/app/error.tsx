'use client';
import { MessagePage } from '../components/message-page';
import { strings } from '../lib/strings';

export default function Crashed() {
  return (
    <MessagePage title={strings.failure.crashed} text={strings.failure.crashedText}>
      <button type="button" className="bar" onClick={() => location.reload()}>
        {strings.failure.reload}
      </button>
    </MessagePage>
  );
}
