'use client';
import { type FormEvent, useId, useRef, useState } from 'react';
import { pickFile } from '../lib/photo';
import { strings } from '../lib/strings';

const TEXT = strings.home;
/** HEIC is left out on purpose: phones then hand over a JPEG of their own making. */
const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif,image/gif,video/mp4,video/quicktime,video/webm';
/** A desktop hands over files as they are. */
const DESKTOP_ACCEPT = `${ACCEPT},image/heic,image/heif,.heic,.heif`;

type Props = {
  busy: boolean;
  onFile: (file: File | null) => void;
  onLink: (address: string) => void;
  onProblem: (sentence: string) => void;
};

/** One clear action, and the other ways to hand over a photo below it. */
export function PhotoPicker({ busy, onFile, onLink, onProblem }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [linking, setLinking] = useState(false);

  const paste = async () => {
    try {
      const items = await navigator.clipboard.read();
      for (const item of items) {
        const type = item.types.find((name) => name.startsWith('image/'));
        if (type) return onFile(new File([await item.getType(type)], 'pasted', { type }));
      }
      onProblem(TEXT.nothingToPaste);
    } catch {
      onProblem(TEXT.pasteRefused);
    }
  };

  const choose = () => {
    if (!chooser.current) return;
    chooser.current.accept = matchMedia('(pointer: fine)').matches ? DESKTOP_ACCEPT : ACCEPT;
    chooser.current.click();
  };

  const chosen = (input: HTMLInputElement) => {
    const file = pickFile(input.files ?? []);
    // Emptied, so that the same file can be chosen once more after a failure.
    input.value = '';
    if (file) onFile(file);
  };

  return (
    <div className="grid">
      <button type="button" className="bar min-h-[76px] text-2xl" disabled={busy} onClick={choose}>
        {busy ? TEXT.preparing : TEXT.choose}
        <span aria-hidden="true" className="text-3xl font-medium">
          +
        </span>
      </button>
      <div className="joined -mt-0.5 grid auto-cols-fr grid-flow-col">
        <button
          type="button"
          className="cell pointer-fine:hidden"
          disabled={busy}
          onClick={() => camera.current?.click()}
        >
          {TEXT.take}
        </button>
        <button type="button" className="cell" disabled={busy} onClick={paste}>
          {TEXT.paste}
        </button>
        <button
          type="button"
          className="cell aria-expanded:bg-ink aria-expanded:text-ground"
          disabled={busy}
          aria-expanded={linking}
          onClick={() => setLinking(!linking)}
        >
          {TEXT.link}
        </button>
      </div>
      {linking && <LinkForm onLink={onLink} />}
      <input
        ref={chooser}
        type="file"
        accept={ACCEPT}
        hidden
        data-testid="chooser"
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => chosen(event.target)}
      />
    </div>
  );
}

function LinkForm({ onLink }: { onLink: (address: string) => void }) {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useId();
  const hint = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const url = URL.parse(address.trim());
    if (url?.protocol !== 'https:') return setWrong(true);
    onLink(url.href);
  };
  return (
    <form onSubmit={submit} noValidate className="-mt-0.5 grid motion-safe:animate-arrive border-2 p-4">
      <label htmlFor={field} className="mb-2 font-semibold">
        {TEXT.linkLabel}
      </label>
      <div className="joined flex">
        <input
          id={field}
          className="field min-w-0 grow"
          type="url"
          inputMode="url"
          // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed.
          autoFocus
          value={address}
          placeholder={TEXT.linkPlaceholder}
          aria-invalid={wrong}
          aria-describedby={hint}
          onChange={(event) => {
            setAddress(event.target.value);
            setWrong(false);
          }}
        />
        <button type="submit" className="cell bg-ink text-ground">
          {TEXT.linkSubmit}
        </button>
      </div>
      <p id={hint} role={wrong ? 'alert' : undefined} className={`mt-2 text-sm ${wrong ? 'font-bold' : 'text-quiet'}`}>
        {TEXT.linkHint}
      </p>
    </form>
  );
}
