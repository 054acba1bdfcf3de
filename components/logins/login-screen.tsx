import { LogIn, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Page } from '@/lib/lists/keyset';
import type { LoginAttemptRow } from '@/lib/login-log/list-login-attempts';
import type { ListAddress } from '../lists/list-address';
import { ListPages } from '../lists/list-pages';
import { ListRows, ListTransition } from '../lists/list-transition';
import { RowNavigation } from '../lists/row-navigation';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/notice-state';
import { LoginFilters, type LoginFiltersProps } from './login-filters';
import { LoginTable } from './login-table';
import { isLoginFiltered } from './login-view';

export type LoginScreenProps = Pick<LoginFiltersProps, 'connections' | 'hasExport' | 'isOneWay'> & {
  address: ListAddress;
  page: Page<LoginAttemptRow>;
  /** How many rows a full page has. */
  size: number;
  now: Date;
  /** Where the pages of the attempts are, when not below the list's own address. */
  path?: string;
  showOrganization?: boolean;
  /** At the start of the line under the list: whether it is live. */
  children?: ReactNode;
};

/** A login log: what it leaves out, who came and who was refused, and its pages. */
export function LoginScreen({
  address,
  page,
  size,
  now,
  path,
  showOrganization,
  children,
  ...filters
}: LoginScreenProps) {
  const isFiltered = isLoginFiltered(address.parameters);
  return (
    <ListTransition>
      <LoginFilters {...filters} isFiltered={isFiltered} today={now.toISOString().slice(0, 10)} />
      <ListRows>
        {page.rows.length > 0 ? (
          <LoginTable
            rows={page.rows}
            path={path ?? address.path}
            now={now.toISOString()}
            showOrganization={showOrganization}
          />
        ) : (
          <NobodyCame path={address.path} isFiltered={isFiltered} />
        )}
      </ListRows>
      <ListPages address={address} page={page} size={size}>
        {children}
      </ListPages>
      <RowNavigation />
    </ListTransition>
  );
}

function NobodyCame({ path, isFiltered }: { path: string; isFiltered: boolean }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<LogIn />} title="Nobody has logged in yet">
        Every attempt to log in of the last 90 days stands here: who it was, which way they came, and why they
        were refused if they were.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing matches"
      actions={<ButtonLink href={path}>Show all logins</ButtonLink>}
    >
      The search finds parts of an address, and the whole of a reference. Logins are kept for 90 days.
    </EmptyState>
  );
}
