import { SearchX, Send } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { AddressParameters } from '@/components/lists/list-address';
import { ListClear } from '@/components/lists/list-clear';
import { ListFilter } from '@/components/lists/list-filter';
import { ListPages } from '@/components/lists/list-pages';
import { ListToolbar } from '@/components/lists/list-toolbar';
import { ListRows, ListTransition } from '@/components/lists/list-transition';
import { RowNavigation } from '@/components/lists/row-navigation';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { ButtonLink } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { isFiltered, readDeliveryView } from '@/components/webhooks/delivery-view';
import { eventTypeOptions } from '@/components/webhooks/event-type-words';
import { type Page, pageSize } from '@/lib/lists/keyset';
import { getEndpoint } from '@/lib/webhooks/get-endpoint';
import { type DeliveryRow, listDeliveries } from '@/lib/webhooks/list-deliveries';
import { endpointRefSchema, type ListDeliveriesInput } from '@/lib/webhooks/webhook.schema';
import { getCtx } from '@/server/context';
import { answerPage } from '../../answer-page';
import { PageRefresh } from '../page-refresh';
import { deliveryStateOptions, endpointWords, replayFailedBlockedBy } from '../webhook-words';
import { DeliveryTable } from './delivery-table';
import { EndpointActions } from './endpoint-actions';
import { EndpointFacts } from './endpoint-facts';
import { EndpointNote } from './endpoint-note';
import { ReplayFailed } from './replay-failed';

type EndpointPageProps = {
  params: Promise<{ endpointId: string }>;
  searchParams: Promise<AddressParameters>;
};

export async function generateMetadata({ params }: EndpointPageProps): Promise<Metadata> {
  return { title: (await readEndpoint((await params).endpointId)).url };
}

/** One endpoint with everything that was sent to it. */
export default async function EndpointPage({ params, searchParams }: EndpointPageProps) {
  const { endpointId } = await params;
  const parameters = await searchParams;
  const view = readDeliveryView(endpointId, parameters);
  const page = await answerPage((ctx) => listDeliveries(ctx, view));
  // After the deliveries: what switches it off ends one, and with none on its way this page is fetched no more.
  const endpoint = await readEndpoint(endpointId);
  const { label, tone } = endpointWords(endpoint);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Webhooks', href: '/webhooks' }, { label: endpoint.url }]} />
      <PageHeader
        title={endpoint.url}
        meta={<Chip tone={tone}>{label}</Chip>}
        description={endpoint.description}
        actions={<EndpointActions endpoint={endpoint} />}
      />
      <EndpointNote endpoint={endpoint} />
      <EndpointFacts endpoint={endpoint} />
      <Deliveries {...{ endpointId, view, page, parameters }} blocked={replayFailedBlockedBy(endpoint)} />
    </>
  );
}

/** Not kept from the title for the page, which needs it as it is after the deliveries. */
function readEndpoint(endpointId: string) {
  const ref = endpointRefSchema.safeParse({ endpointId });
  return ref.success ? answerPage((ctx) => getEndpoint(ctx, ref.data)) : notFound();
}

type DeliveriesProps = {
  endpointId: string;
  view: ListDeliveriesInput;
  page: Page<DeliveryRow>;
  parameters: AddressParameters;
  blocked: string | null;
};

async function Deliveries({ endpointId, view, page, parameters, blocked }: DeliveriesProps) {
  const { now } = await getCtx();
  const path = `/webhooks/${endpointId}`;
  const filtered = isFiltered(view);
  return (
    <section aria-labelledby="deliveries" className="pt-7">
      <ListTransition>
        <h2 id="deliveries" className="px-7 font-heading text-md max-tablet:px-4">
          Deliveries
        </h2>
        <ListToolbar end={<ReplayFailed endpointId={endpointId} blocked={blocked} />}>
          <ListFilter name="state" label="State" options={deliveryStateOptions} />
          <ListFilter name="type" label="Event" options={eventTypeOptions} />
          {filtered && <ListClear names={['state', 'type']} />}
        </ListToolbar>
        {page.rows.length > 0 ? (
          <>
            <ListRows>
              <DeliveryTable endpointId={endpointId} rows={page.rows} now={now.toISOString()} />
            </ListRows>
            <ListPages address={{ path, parameters }} page={page} size={pageSize} />
            <RowNavigation />
          </>
        ) : (
          <NoDeliveries filtered={filtered} path={path} />
        )}
        <PageRefresh active={page.rows.some(({ state }) => state === 'PENDING')} />
      </ListTransition>
    </section>
  );
}

function NoDeliveries({ filtered, path }: { filtered: boolean; path: string }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No delivery matches these filters"
        actions={<ButtonLink href={path}>Show all deliveries</ButtonLink>}
      >
        Take one of them away to see more.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Send />} title="Nothing was sent yet">
      Send a test event, or invite somebody: it stands here at once, with what was answered. Deliveries are
      kept for 30 days.
    </EmptyState>
  );
}
