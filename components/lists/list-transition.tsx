'use client';

import {
  createContext,
  type ReactNode,
  type TransitionStartFunction,
  useContext,
  useOptimistic,
  useTransition,
} from 'react';
import { classNames } from '../ui/class-names';
import type { AddressParameters } from './list-address';

export interface ListTransitionState {
  readonly isPending: boolean;
  readonly startTransition: TransitionStartFunction;
  /** What the list on its way is to show; null while none is. A further change adds to it. */
  readonly wanted: AddressParameters | null;
  /** Says inside of a transition what it leads to. */
  readonly want: (parameters: AddressParameters) => void;
}

const TransitionContext = createContext<ListTransitionState | undefined>(undefined);

/** Around a list and its controls: whichever of them changes the list, all know that another one is on its way. */
export function ListTransition({ children }: { children: ReactNode }) {
  return <TransitionContext value={useTransitionState()}>{children}</TransitionContext>;
}

/** The transition of the list around it, or one of its own. */
export function useListTransition(): ListTransitionState {
  const own = useTransitionState();
  return useContext(TransitionContext) ?? own;
}

/** The rows of a list: pale while others are on their way. */
export function ListRows({ children }: { children: ReactNode }) {
  const { isPending } = useListTransition();
  return (
    <div
      aria-busy={isPending}
      className={classNames('transition-opacity duration-150', isPending && 'opacity-55 delay-100')}
    >
      {children}
    </div>
  );
}

function useTransitionState(): ListTransitionState {
  const [isPending, startTransition] = useTransition();
  const [wanted, want] = useOptimistic<AddressParameters | null>(null);
  return { isPending, startTransition, wanted, want };
}
