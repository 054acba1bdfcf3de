'use client';

import { buttonClassNames } from '../ui/button-class-names';
import { hrefWith } from './list-address';
import { useListAddress } from './use-list-address';

/** A download of what the list shows: the same address, another answer. */
export function ListExport() {
  const { address } = useListAddress();
  return (
    <a
      href={hrefWith({ ...address, path: `${address.path}/export` }, {})}
      download
      className={buttonClassNames({})}
    >
      Export
    </a>
  );
}
