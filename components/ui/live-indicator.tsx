import { classNames } from './class-names';

const STATES = {
  live: { word: 'Live', dot: 'bg-ok ring-ok-wash', title: 'Changes appear here by themselves' },
  connecting: { word: 'Connecting', dot: 'bg-wait ring-wait-wash', title: 'Changes may be a moment late' },
  offline: {
    word: 'Not live',
    dot: 'bg-off ring-off-wash',
    title: 'Reload the page to see what has changed',
  },
};

export type LiveState = keyof typeof STATES;

/** Whether the list on this page updates by itself. */
export function LiveIndicator({ state }: { state: LiveState }) {
  const { word, dot, title } = STATES[state];
  return (
    <span
      role="status"
      title={title}
      className="inline-flex shrink-0 items-center gap-2 whitespace-nowrap pl-[3px] text-ink-3 text-sm"
    >
      <span aria-hidden="true" className={classNames('size-[7px] rounded-full ring-3', dot)} />
      {word}
    </span>
  );
}
