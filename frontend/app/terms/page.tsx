import { Legal } from '../../components/legal-page';
import { strings } from '../../lib/strings';

export default function TermsPage() {
  return <Legal page="terms" title={strings.legal.terms.title} />;
}
