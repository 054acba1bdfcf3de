import type { ReactNode } from 'react';
import { SectionHeader } from '@/components/ui/page-header';

type StepSectionProps = { title: string; description?: ReactNode; children: ReactNode };

/** A part of a step, with a heading of its own. */
export function StepSection({ title, description, children }: StepSectionProps) {
  return (
    <section className="flex flex-col gap-4">
      <SectionHeader title={title} description={description} />
      {children}
    </section>
  );
}
