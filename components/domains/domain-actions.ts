import type { z } from 'zod';
import type { createDomainSchema, DomainRef } from '@/lib/domains/domain.schema';
import type { DomainRecord } from '@/lib/domains/domain-record';
import type { ActionResult } from '@/server/actions/action-result';

/** The server actions behind the list of domains, of the dashboard or of a set-up link. */
export interface DomainActions {
  readonly create: (input: z.input<typeof createDomainSchema>) => Promise<ActionResult<DomainRecord>>;
  readonly verify: (input: DomainRef) => Promise<ActionResult<DomainRecord>>;
  /** Only where the vendor looks: nobody else may. */
  readonly vouch?: (input: DomainRef) => Promise<ActionResult<DomainRecord>>;
  readonly remove: (input: DomainRef) => Promise<ActionResult<void>>;
}
