'use client';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { sentenceOf } from '../lib/client';
import { strings } from '../lib/strings';
import { Notice } from './notice';

/** A form with one action. What goes wrong is said above it, and what was typed stays. */
export function AccountForm({
  submit,
  onSubmit,
  children,
}: {
  submit: string;
  onSubmit: (fields: Record<string, string>) => Promise<void>;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit(fields);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send} className="grid gap-4">
      {problem && <Notice>{problem}</Notice>}
      {children}
      <button type="submit" className="bar" disabled={busy}>
        {busy ? strings.account.busy : submit}
      </button>
    </form>
  );
}

export function Field({
  label,
  hint,
  ...input
}: { label: string; hint?: string } & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input id={id} className="field" required aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
