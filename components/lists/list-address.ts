/** What a page is given of its address after the question mark. */
export type AddressParameters = Readonly<Record<string, string | string[] | undefined>>;

/** The address of a list: everything that is chosen in it stands there, so that it can be shared. */
export interface ListAddress {
  readonly path: string;
  readonly parameters: AddressParameters;
}

/** Parameters to set; null or nothing in it takes one away. */
export type AddressChanges = Readonly<Record<string, string | readonly string[] | null>>;

export interface ListOrder<Sort extends string> {
  readonly sort: Sort;
  readonly direction: 'asc' | 'desc';
}

/** The parameters that say which page of the list is shown: they mean nothing once anything else has changed. */
const pageParameters = ['cursor', 'from'];

/** The address with some of it changed; begins at the first page again unless a cursor is among the changes. */
export function hrefWith({ path, parameters }: ListAddress, changes: AddressChanges): string {
  const kept = Object.entries(parameters).filter(
    ([name]) => !(name in changes) && !pageParameters.includes(name),
  );
  const query = [...kept, ...Object.entries(changes)]
    .map(([name, value]) => [name, [value ?? []].flat().join()] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** One value of a parameter; undefined where it is not in the address. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** All values of a parameter: `state=sent,failed` and `state=sent&state=failed` mean the same. */
export function listOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().flatMap((text) => text.split(',').filter(Boolean));
}

/**
 * The heading of a column that can be sorted by: how it is sorted now, and where a press leads, which is its natural
 * direction first and then the other.
 */
export function sortHeading<Sort extends string>(
  address: ListAddress,
  order: ListOrder<Sort>,
  column: Sort,
  natural: 'asc' | 'desc' = 'asc',
): { sorted: 'ascending' | 'descending' | undefined; sortHref: string } {
  const isSorted = order.sort === column;
  const turned = order.direction === 'asc' ? 'desc' : 'asc';
  const direction = isSorted ? turned : natural;
  const word = order.direction === 'asc' ? 'ascending' : 'descending';
  return {
    sorted: isSorted ? word : undefined,
    sortHref: hrefWith(address, { sort: column, order: direction }),
  };
}
