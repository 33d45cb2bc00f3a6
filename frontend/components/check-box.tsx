'use client';
import { useId } from 'react';

type Props = { label: string; hint: string; checked: boolean; onChange: (checked: boolean) => void };

/** A box to tick, with a sentence that says what the tick means now. */
export function CheckBox({ label, hint, checked, onChange }: Props) {
  const box = useId();
  const sentence = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-x-3">
      <input
        id={box}
        type="checkbox"
        className="tick"
        checked={checked}
        aria-describedby={sentence}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={box} className="flex min-h-11 items-center font-semibold">
        {label}
      </label>
      <p id={sentence} className="col-start-2 -mt-1 text-sm text-quiet">
        {hint}
      </p>
    </div>
  );
}
