'use client';
import { useState } from 'react';
import {
  STORY_LANGUAGES,
  type StoryLanguage,
  TONES,
  type Tone,
  VOICES,
  type Voice,
} from '../../core/contracts/voices.ts';
import { strings } from '../lib/strings';
import type { Wishes } from '../lib/wishes';
import { AdjustPanel, Choice, languageName } from './adjust-panel';
import { CheckBox } from './check-box';

const TEXT = strings.home;

type Props = { wishes: Wishes; onChange: (change: Partial<Wishes>) => void };

/** All that may be set and need not be: how the story is told, and which songs may come. */
export function Adjust({ wishes, onChange }: Props) {
  // What the catalogue offers is asked for once somebody looks.
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="disclosure -mt-0.5 border-2"
      onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}
    >
      <summary className="flex min-h-12 items-center gap-4 px-4 py-2">
        <span className="font-semibold">{TEXT.adjust}</span>
        <span className="min-w-0 grow text-sm text-quiet">{TEXT.adjustHint}</span>
      </summary>
      <div className="grid gap-5 border-t-2 p-4">
        <TellingPanel telling={wishes.telling} onChange={(telling) => onChange({ telling })} />
        <CheckBox
          label={TEXT.showPicture}
          hint={TEXT.showPictureHint}
          checked={wishes.showPicture}
          onChange={(showPicture) => onChange({ showPicture })}
        />
        <h2 className="name">{TEXT.songs}</h2>
        {opened && <AdjustPanel filters={wishes.filters} onChange={(filters) => onChange({ filters })} />}
      </div>
    </details>
  );
}

type Telling = Wishes['telling'];

function TellingPanel({ telling, onChange }: { telling: Telling; onChange: (telling: Telling) => void }) {
  const { tone = 'plain', language = 'en', voice = '' } = telling;
  const set = (change: { [Name in keyof Telling]?: Telling[Name] | undefined }) => {
    const next = { ...telling, ...change };
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-5">
      <Choice
        label={TEXT.tone}
        value={tone}
        onChange={(value) => set({ tone: value === 'plain' ? undefined : (value as Tone) })}
      >
        {TONES.map((each) => (
          <option key={each} value={each}>
            {TEXT.tones[each]}
          </option>
        ))}
      </Choice>
      <Choice label={TEXT.voice} value={voice} onChange={(value) => set({ voice: (value || undefined) as Voice })}>
        <option value="">{TEXT.usualVoice}</option>
        {VOICES[language].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Choice>
      <div className="col-span-2 grid">
        <Choice
          label={TEXT.language}
          value={language}
          // A voice speaks one language.
          onChange={(value) =>
            set({ language: value === 'en' ? undefined : (value as StoryLanguage), voice: undefined })
          }
        >
          {STORY_LANGUAGES.map((code) => (
            <option key={code} value={code}>
              {languageName(code)}
            </option>
          ))}
        </Choice>
        <p className="mt-2 text-sm text-quiet">{TEXT.tellingHint}</p>
      </div>
    </div>
  );
}
