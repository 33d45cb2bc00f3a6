import { Legal } from '../../components/legal-page';
import { PhotoJourney } from '../../components/photo-journey';
import { strings } from '../../lib/strings';

const TEXT = strings.legal;

export default function PrivacyPage() {
  return (
    <Legal page="privacy" title={TEXT.photo}>
      <PhotoJourney />
      <h2 className="head">{TEXT.privacy.title}</h2>
    </Legal>
  );
}
