import { Fragment } from 'react';

/** Up to here an address fits into a line of every card. */
const SHORT_LENGTH = 28;

/** An address in a text: a short one stays in one piece, a long one breaks before its @ where it must. */
export function AddressText({ children }: { children: string }) {
  if (children.length <= SHORT_LENGTH) return <span className="whitespace-nowrap">{children}</span>;
  const [first, ...rest] = children.split(/(?=@)/);
  return (
    <>
      {first}
      {rest.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
