import { Link } from '../components/link';
import { MessagePage } from '../components/message-page';
import { strings } from '../lib/strings';

export default function NotFound() {
  return (
    <MessagePage title={strings.failure.notFound} text={strings.failure.notFoundText}>
      <Link href="/" className="bar">
        {strings.home.choose}
      </Link>
      <Link href="/library" className="cell -mt-0.5">
        {strings.failure.toLibrary}
      </Link>
    </MessagePage>
  );
}
