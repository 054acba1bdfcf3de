import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { Chip } from '@/components/ui/chip';
import { Code } from '@/components/ui/copy-field';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { DateTime } from '@/components/ui/relative-time';
import { eventTypeWords } from '@/components/webhooks/event-type-words';
import { type DeliveryDetails, getDelivery } from '@/lib/webhooks/get-delivery';
import { deliveryRefSchema } from '@/lib/webhooks/webhook.schema';
import { answerPage } from '../../../answer-page';
import { PageRefresh } from '../../page-refresh';
import { deliveryStateWords } from '../../webhook-words';
import { Attempts } from './attempts';
import { MessageText } from './message-text';
import { ReplayButton } from './replay-button';

type DeliveryPageProps = { params: Promise<{ endpointId: string; eventId: string }> };

const readDelivery = cache((endpointId: string, eventId: string) => {
  const ref = deliveryRefSchema.safeParse({ endpointId, eventId });
  return ref.success ? answerPage((ctx) => getDelivery(ctx, ref.data)) : notFound();
});

export async function generateMetadata({ params }: DeliveryPageProps): Promise<Metadata> {
  const { endpointId, eventId } = await params;
  return { title: (await readDelivery(endpointId, eventId)).type };
}

/** One event on its way to one endpoint: what is sent, and what was answered. */
export default async function DeliveryPage({ params }: DeliveryPageProps) {
  const { endpointId, eventId } = await params;
  const delivery = await readDelivery(endpointId, eventId);
  const { label, tone } = deliveryStateWords(delivery.state);
  const endpointHref = `/webhooks/${endpointId}`;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Webhooks', href: '/webhooks' },
          { label: delivery.url, href: endpointHref },
          { label: delivery.type },
        ]}
      />
      <PageHeader
        title={delivery.type}
        meta={<Chip tone={tone}>{label}</Chip>}
        description={eventTypeWords(delivery.type)}
        actions={<ReplayButton endpointId={endpointId} eventId={eventId} blocked={blockedBy(delivery)} />}
      />
      <div className="grid max-w-[1180px] gap-x-14 gap-y-9 px-7 pt-7 pb-10 max-tablet:px-4 desktop:grid-cols-2">
        <section aria-labelledby="attempts">
          <h2 id="attempts" className="mb-4 font-heading text-md">
            What was answered
          </h2>
          <Attempts delivery={delivery} />
        </section>
        <div className="flex min-w-0 flex-col gap-9">
          <section aria-labelledby="facts">
            <h2 id="facts" className="mb-3 font-heading text-md">
              Details
            </h2>
            <DescriptionList items={factsOf(delivery)} />
          </section>
          <MessageText message={delivery.message} />
        </div>
      </div>
      <PageRefresh active={delivery.state === 'PENDING'} />
    </>
  );
}

/** Why it cannot be replayed now. */
function blockedBy({ enabled, state }: DeliveryDetails): string | null {
  if (!enabled) return 'The endpoint is switched off.';
  return state === 'PENDING' ? 'It is on its way already.' : null;
}

function factsOf({ eventId, createdAt, organization, url }: DeliveryDetails): Description[] {
  return [
    { term: 'Happened', value: <DateTime iso={createdAt.toISOString()} withTime /> },
    ...(organization
      ? [{ term: 'Organization', value: <OrganizationLink organization={organization} /> }]
      : []),
    { term: 'Event', value: <Code>{eventId}</Code> },
    { term: 'Sent to', value: <Code>{url}</Code> },
  ];
}

function OrganizationLink({ organization: { id, name } }: { organization: { id: string; name: string } }) {
  return (
    <Link
      href={`/organizations/${id}/users`}
      className="-my-0.5 inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
    >
      {name}
    </Link>
  );
}
