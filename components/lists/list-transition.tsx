'use client';

import {
  createContext,
  type ReactNode,
  type TransitionStartFunction,
  useContext,
  useTransition,
} from 'react';
import { classNames } from '../ui/class-names';

const TransitionContext = createContext<readonly [boolean, TransitionStartFunction] | undefined>(undefined);

/** Around a list and its controls: whichever of them changes the list, all know that another one is on its way. */
export function ListTransition({ children }: { children: ReactNode }) {
  return <TransitionContext value={useTransition()}>{children}</TransitionContext>;
}

/** The transition of the list around it, or one of its own. */
export function useListTransition(): readonly [boolean, TransitionStartFunction] {
  const own = useTransition();
  return useContext(TransitionContext) ?? own;
}

/** The rows of a list: pale while others are on their way. */
export function ListRows({ children }: { children: ReactNode }) {
  const [isPending] = useListTransition();
  return (
    <div
      aria-busy={isPending}
      className={classNames('transition-opacity duration-150', isPending && 'opacity-55 delay-100')}
    >
      {children}
    </div>
  );
}
