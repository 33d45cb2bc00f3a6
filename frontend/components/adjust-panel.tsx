'use client';
import { type ReactNode, useId } from 'react';
import type { FilterCoverage, SongFilters } from '../../core/contracts/filters.ts';
import { strings } from '../lib/strings';
import { useOffered } from '../lib/use-offered';

const TEXT = strings.adjust;

const DECADES = [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020];
const TEMPOS = { any: {}, slow: { max: 90 }, middle: { min: 90, max: 125 }, fast: { min: 125 } } as const;
type Tempo = keyof typeof TEMPOS;
/** The code for songs without words. */
const NO_WORDS = 'zxx';
/** What the service takes where nothing is asked. */
const USUAL_POPULARITY = 0.3;

type Era = { from?: number | undefined; to?: number | undefined };

type Props = { filters: SongFilters; onChange: (filters: SongFilters) => void };

/** What a person may ask of the list; the list follows each change. */
export function AdjustPanel({ filters, onChange }: Props) {
  const { languages, genres, explicit = 'any', popularity = USUAL_POPULARITY, features } = filters;
  const decades: Era = filters.decades ?? {};
  const offered = useOffered();
  /** Not where the catalogue knows it of no song at all. */
  const judges = (filter: keyof FilterCoverage) => offered?.coverage[filter] !== 0;
  const set = (change: { [Name in keyof SongFilters]?: SongFilters[Name] | undefined }) =>
    onChange(withoutEmpty({ ...filters, ...change }));
  const decade = (edge: 'from' | 'to', text: string) => {
    const { [edge]: _, ...rest } = decades;
    const next: Era = text ? { ...rest, [edge]: Number(text) } : rest;
    // The edge that was touched last holds.
    const { from = 0, to = 9999 } = next;
    set({ decades: from > to ? { from: next[edge], to: next[edge] } : next });
  };
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-5 border-2 p-4 md:grid-cols-3 md:gap-x-8 md:p-6">
      <fieldset className="grid gap-2 max-md:col-span-2">
        <legend className="mb-2 font-semibold">{TEXT.era}</legend>
        <div className="joined flex">
          {(['from', 'to'] as const).map((edge) => (
            <Choice
              key={edge}
              label={TEXT[edge]}
              hidden
              value={String(decades[edge] ?? '')}
              onChange={(text) => decade(edge, text)}
            >
              <option value="">{`${TEXT[edge]}: ${TEXT.anyYear}`}</option>
              {DECADES.map((year) => (
                <option key={year} value={year}>
                  {`${TEXT[edge]} ${TEXT.decade(year)}`}
                </option>
              ))}
            </Choice>
          ))}
        </div>
      </fieldset>
      {judges('languages') && (
        <Choice
          label={TEXT.language}
          value={languages?.[0] ?? ''}
          onChange={(code) => set({ languages: code ? [code] : undefined })}
        >
          <option value="">{TEXT.anyLanguage}</option>
          {withChosen(offered?.languages, languages?.[0]).map((code) => (
            <option key={code} value={code}>
              {code === NO_WORDS ? TEXT.noWords : languageName(code)}
            </option>
          ))}
        </Choice>
      )}
      {judges('genres') && (
        <Choice
          label={TEXT.genre}
          value={genres?.include?.[0] ?? ''}
          onChange={(genre) => set({ genres: genre ? { include: [genre] } : undefined })}
        >
          <option value="">{TEXT.anyGenre}</option>
          {withChosen(offered?.genres, genres?.include?.[0]).map((genre) => (
            <option key={genre}>{genre}</option>
          ))}
        </Choice>
      )}
      {judges('explicit') && (
        <Choice
          label={TEXT.words}
          value={explicit}
          onChange={(word) => set({ explicit: word === 'any' ? undefined : (word as 'clean' | 'only') })}
        >
          {Object.entries(TEXT.explicit).map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </Choice>
      )}
      <Choice
        label={TEXT.tempo}
        value={tempoOf(features)}
        onChange={(tempo) => set({ features: tempo === 'any' ? undefined : { tempo: TEMPOS[tempo as Tempo] } })}
      >
        {Object.entries(TEXT.tempos).map(([tempo, text]) => (
          <option key={tempo} value={tempo}>
            {text}
          </option>
        ))}
      </Choice>
      <Choice
        label={TEXT.gentle}
        value={filters.gentle === undefined ? 'read' : filters.gentle ? 'yes' : 'no'}
        onChange={(word) => set({ gentle: word === 'read' ? undefined : word === 'yes' })}
      >
        {Object.entries(TEXT.gentles).map(([word, text]) => (
          <option key={word} value={word}>
            {text}
          </option>
        ))}
      </Choice>
      <Popularity value={popularity} onChange={(value) => set({ popularity: value })} />
      <button type="button" className="plain justify-self-start max-md:col-span-2" onClick={() => onChange({})}>
        {TEXT.reset}
      </button>
    </div>
  );
}

/** With what is chosen already among them, whether or not it is one of the common ones. */
function withChosen(values: readonly string[] = [], chosen: string | undefined): readonly string[] {
  return chosen === undefined || values.includes(chosen) ? values : [chosen, ...values];
}

type ChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
  hidden?: boolean;
};

/** A list to choose one from, under its name. */
export function Choice({ label, value, onChange, children, hidden = false }: ChoiceProps) {
  const field = useId();
  return (
    <div className="grid min-w-0 grow gap-2">
      <label htmlFor={field} className={hidden ? 'sr-only' : 'font-semibold'}>
        {label}
      </label>
      <select
        id={field}
        className="field min-w-0 px-3"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </div>
  );
}

function Popularity({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const field = useId();
  return (
    <div className="grid content-start gap-2 max-md:col-span-2">
      <label htmlFor={field} className="font-semibold">
        {TEXT.popularity}
      </label>
      <input
        id={field}
        type="range"
        className="track h-11 w-full"
        min={0}
        max={1}
        step={0.1}
        value={value}
        aria-valuetext={`${Math.round(value * 100)} %, ${value < 0.5 ? TEXT.known : TEXT.deep}`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="-mt-2 flex justify-between text-sm" aria-hidden="true">
        <span>{TEXT.known}</span>
        <span>{TEXT.deep}</span>
      </span>
    </div>
  );
}

function tempoOf(features: SongFilters['features']): Tempo {
  const { min, max } = features?.tempo ?? {};
  const found = Object.entries(TEMPOS).find(
    ([, range]) => ('min' in range ? range.min : undefined) === min && ('max' in range ? range.max : undefined) === max,
  );
  return (found?.[0] as Tempo | undefined) ?? 'any';
}

const LANGUAGE_NAMES = new Intl.DisplayNames([strings.language.code], { type: 'language' });
/** Of an ISO 639-1 code, in the page's own language. */
export const languageName = (code: string) => LANGUAGE_NAMES.of(code) ?? code;

/** A filter that asks nothing is none. */
function withoutEmpty(filters: Partial<SongFilters>): SongFilters {
  const { decades, popularity, ...rest } = filters;
  const asked = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as SongFilters;
  if (decades && (decades.from !== undefined || decades.to !== undefined)) asked.decades = decades;
  if (popularity !== undefined && popularity !== USUAL_POPULARITY) asked.popularity = popularity;
  return asked;
}
