import { presentReference } from '@/components/logins/login-words';

/** The number to tell, which one press marks as a whole. */
export function Reference({ text }: { text: string }) {
  return <code className="select-all font-mono text-md">{presentReference(text)}</code>;
}
