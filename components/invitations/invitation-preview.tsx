import { LogoTile } from '../ui/avatar';
import { DateTime } from '../ui/relative-time';

export type InvitationPreviewProps = {
  organizationName: string;
  applicationName: string;
  inviterName: string;
  roleName: string | undefined;
  /** Until when the invitation is open, as ISO text. */
  openUntil: string;
};

/** What an invitee will read in the mail, in small. */
export function InvitationPreview(props: InvitationPreviewProps) {
  const { organizationName, applicationName, inviterName, roleName, openUntil } = props;
  return (
    <>
      <h3 className="mb-2.5 font-strong text-ink-3 text-xs">What they will get</h3>
      <div className="rounded-[10px] border border-line bg-paper p-[18px] text-sm">
        <LogoTile text={applicationName} size="small" />
        <p className="mt-3 font-heading text-balance wrap-anywhere">
          Join {organizationName} on {applicationName}
        </p>
        <p className="mt-2 wrap-anywhere">
          {inviterName} invited you. One press and you are in; there is no password to choose.
        </p>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-line border-y py-2.5">
          <dt className="text-ink-3">Role</dt>
          <dd className="text-right wrap-anywhere">{roleName ?? '–'}</dd>
          <dt className="text-ink-3">Open until</dt>
          <dd className="text-right">
            <DateTime iso={openUntil} />
          </dd>
        </dl>
        <p className="mt-3 max-w-full truncate rounded-md bg-primary px-3 py-1.5 text-center font-medium text-on-primary">
          Join {organizationName}
        </p>
        <p className="mt-3 text-ink-3">The link works once, for them alone.</p>
      </div>
    </>
  );
}
