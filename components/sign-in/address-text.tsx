import { Fragment } from 'react';

/** An address in a text: it stays in one piece, and where the line is too short it breaks before its @. */
export function AddressText({ children }: { children: string }) {
  const [first, ...rest] = children.split(/(?=@)/);
  return (
    <span className="inline-block max-w-full">
      {first}
      {rest.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </span>
  );
}
