import { Legal } from '../../components/legal-page';
import { strings } from '../../lib/strings';

export default function ContactPage() {
  return <Legal page="contact" title={strings.legal.contact.title} />;
}
