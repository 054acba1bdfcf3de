import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-weight': [{ font: ['normal', 'medium', 'strong', 'semibold', 'heading'] }],
      'font-size': [{ text: ['xs', 'sm', 'base', 'md', 'lg', 'xl'] }],
      shadow: [{ shadow: ['none', 'raised', 'lift', 'menu'] }],
    },
  },
});

/** Joins classes; of two that set the same property the later one wins, so a caller can override. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
