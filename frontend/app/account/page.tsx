'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { Person } from '../../../core/contracts/accounts.ts';
import { MIN_PASSWORD } from '../../../core/contracts/password.ts';
import { AccountForm, Field } from '../../components/account-form';
import { EraseGuest } from '../../components/erase-guest';
import { Notice } from '../../components/notice';
import { shownCode } from '../../lib/mail-box';
import * as session from '../../lib/session';
import { strings } from '../../lib/strings';
import { usePerson } from '../../lib/use-person';

const TEXT = strings.account;
type View = 'sign-up' | 'sign-in' | 'forgot' | 'reset' | 'confirm';

export default function AccountPage() {
  const { loaded, person, problem } = usePerson();
  const [chosen, setChosen] = useState<View | null>(null);
  const [address, setAddress] = useState('');
  const [said, setSaid] = useState('');
  if (!loaded) {
    // True for everybody, and there before any script has run.
    return (
      <Sheet title={TEXT.title} text={TEXT.signUpText}>
        <p role="status">{TEXT.loading}</p>
      </Sheet>
    );
  }
  if (person?.kind === 'member') return <Member person={person} />;
  const view = chosen ?? (person?.pendingEmail ? 'confirm' : 'sign-up');
  const other = (to: View, label: string) => (
    <button key={to} type="button" className="cell -mt-0.5" onClick={() => setChosen(to)}>
      {label}
    </button>
  );
  const email = (
    <Field label={TEXT.email} name="email" type="email" autoComplete="email" defaultValue={address} maxLength={254} />
  );
  switch (view) {
    case 'sign-up':
      return (
        <Sheet title={TEXT.signUp} text={person ? TEXT.signUpGuest : TEXT.signUpText} problem={problem}>
          <AccountForm
            submit={TEXT.signUp}
            onSubmit={async (fields) => {
              await session.signUp(fields.email!, fields.password!);
              setAddress(fields.email!);
              setChosen('confirm');
            }}
          >
            {email}
            <NewPassword />
          </AccountForm>
          {other('sign-in', TEXT.haveOne)}
          {person && <EraseGuest onErased={() => setSaid(TEXT.erased)} />}
          <p role="status" className="mt-4 font-semibold">
            {said}
          </p>
        </Sheet>
      );
    case 'confirm':
      return (
        <Sheet title={TEXT.confirm} text={TEXT.codeSent(person?.pendingEmail ?? address)} problem={problem}>
          <AccountForm
            submit={TEXT.confirm}
            onSubmit={async (fields) => {
              await session.confirmAddress(fields.code!);
              setChosen(null);
            }}
          >
            <Code address={person?.pendingEmail ?? address} />
          </AccountForm>
          <Resend />
          {other('sign-up', TEXT.otherAddress)}
        </Sheet>
      );
    case 'sign-in':
      return (
        <Sheet title={TEXT.signIn} text={person ? TEXT.signInGuest : TEXT.signInText} problem={problem}>
          <AccountForm
            submit={TEXT.signIn}
            onSubmit={async (fields) => {
              await session.signIn(fields.email!, fields.password!);
              setChosen(null);
            }}
          >
            {email}
            <Field label={TEXT.password} name="password" type="password" autoComplete="current-password" />
          </AccountForm>
          {other('forgot', TEXT.forgot)}
          {other('sign-up', TEXT.needOne)}
        </Sheet>
      );
    case 'forgot':
      return (
        <Sheet title={TEXT.forgot} text={TEXT.forgotText} problem={problem}>
          <AccountForm
            submit={TEXT.sendCode}
            onSubmit={async (fields) => {
              await session.forgotPassword(fields.email!);
              setAddress(fields.email!);
              setChosen('reset');
            }}
          >
            {email}
          </AccountForm>
          {other('sign-in', TEXT.signIn)}
        </Sheet>
      );
    case 'reset':
      return (
        <Sheet title={TEXT.reset} text={TEXT.resetText} problem={problem}>
          <AccountForm
            submit={TEXT.reset}
            onSubmit={async (fields) => {
              await session.resetPassword(address, fields.code!, fields.password!);
              setChosen(null);
            }}
          >
            <Code address={address} />
            <NewPassword />
          </AccountForm>
          {other('forgot', TEXT.resend)}
        </Sheet>
      );
  }
}

function Sheet({
  title,
  text,
  problem = null,
  children,
}: {
  title: string;
  text: string;
  problem?: string | null;
  children: ReactNode;
}) {
  return (
    <section className="grid max-w-2xl gap-6 px-4 py-8 md:px-10">
      <h1 className="poster-m">{title}</h1>
      <p className="text-lg">{text}</p>
      {problem && <Notice>{problem}</Notice>}
      <div className="grid">{children}</div>
    </section>
  );
}

const NewPassword = ({ name = 'password' }: { name?: string }) => (
  <Field
    label={TEXT.newPassword}
    hint={TEXT.passwordHint}
    name={name}
    type="password"
    autoComplete="new-password"
    minLength={MIN_PASSWORD}
  />
);

/** The six digits, and in the local cloud, where no mail is sent, what they are. */
function Code({ address }: { address: string }) {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    shownCode(address).then(setShown, () => setShown(null));
  }, [address]);
  return (
    <Field
      label={TEXT.code}
      {...(shown ? { hint: TEXT.localCode(shown) } : {})}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\s*[0-9]{6}\s*"
    />
  );
}

function Resend() {
  const [said, setSaid] = useState('');
  return (
    <>
      <button
        type="button"
        className="cell -mt-0.5"
        onClick={() =>
          session.resendCode().then(
            () => setSaid(TEXT.resent),
            () => setSaid(TEXT.notResent),
          )
        }
      >
        {TEXT.resend}
      </button>
      <p role="status" className="text-sm">
        {said}
      </p>
    </>
  );
}

function Member({ person }: { person: Person }) {
  const [said, setSaid] = useState('');
  return (
    <Sheet title={TEXT.title} text={TEXT.signedInAs(person.email ?? '')}>
      <p role="status" className="font-semibold">
        {said}
      </p>
      <button type="button" className="cell" onClick={() => void session.signOut()}>
        {TEXT.signOut}
      </button>
      <h2 className="head mt-10 mb-4">{TEXT.changePassword}</h2>
      <AccountForm
        submit={TEXT.changePassword}
        onSubmit={async (fields) => {
          await session.changePassword(fields.password!, fields.newPassword!);
          setSaid(TEXT.changed);
        }}
      >
        <Field label={TEXT.present} name="password" type="password" autoComplete="current-password" />
        <NewPassword name="newPassword" />
      </AccountForm>
      <h2 className="head mt-10 mb-4">{TEXT.delete}</h2>
      <p className="mb-4">{TEXT.deleteText}</p>
      <AccountForm submit={TEXT.delete} onSubmit={(fields) => session.deleteAccount(fields.password!)}>
        <Field label={TEXT.password} name="password" type="password" autoComplete="current-password" />
      </AccountForm>
    </Sheet>
  );
}
