import { Info } from 'lucide-react';

/** The only sentences that the address of the page can put on it. */
const sentences: Readonly<Record<string, string>> = {
  signed_out: 'You are signed out.',
  session_ended: 'Your session has ended. Sign in again to go on.',
  confirm_mailed: 'We have mailed you a link. Open it in this browser to confirm that this is you.',
  link_used: 'That link was used already, or it took too long. Ask for a new one.',
};

/** Why someone is on the login page, by a name of the list above; anything else says nothing. */
export function LoginNotice({ name }: { name: string | string[] | undefined }) {
  const sentence = typeof name === 'string' && Object.hasOwn(sentences, name) ? sentences[name] : undefined;
  if (!sentence) return null;
  return (
    <p
      role="status"
      className="mb-4 flex gap-2.5 rounded-md border border-line bg-wash px-3 py-2.5 text-left text-ink-2"
    >
      <Info aria-hidden="true" className="mt-0.5 text-ink-3" />
      {sentence}
    </p>
  );
}
