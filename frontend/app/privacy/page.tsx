import { COMPONENTS } from '../../lib/licences';
import { strings } from '../../lib/strings';

const TEXT = strings.legal;

/** Privacy, terms and contact on one page, each with an address of its own. */
export default function PrivacyPage() {
  return (
    <article className="grid max-w-2xl gap-6 px-4 py-8 md:px-10">
      <h1 className="poster-m">{TEXT.photo}</h1>
      <p className="text-lg">{TEXT.photoText.join(' ')}</p>
      {TEXT.parts.map(({ id, title, text }) => (
        <section key={id} id={id} className="grid gap-3">
          <h2 className="head">{title}</h2>
          {text.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <section id="licences" className="grid gap-3">
        <h2 className="head">{strings.licences.title}</h2>
        <p>{strings.licences.intro}</p>
        <ul className="grid list-disc gap-2 pl-5">
          {COMPONENTS.map(({ name, licence, address, note }) => (
            <li key={name}>
              <strong>{name}</strong>, {licence}. {note}{' '}
              <a href={address} className="underline underline-offset-4">
                {strings.licences.read(name)}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
