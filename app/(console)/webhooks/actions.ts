'use server';

import { createEndpoint } from '@/lib/webhooks/create-endpoint';
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint';
import { replayDelivery } from '@/lib/webhooks/replay-delivery';
import { replayFailedDeliveries } from '@/lib/webhooks/replay-failed-deliveries';
import { rotateEndpointSecret } from '@/lib/webhooks/rotate-endpoint-secret';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';
import { switchEndpoint } from '@/lib/webhooks/switch-endpoint';
import { updateEndpoint } from '@/lib/webhooks/update-endpoint';
import {
  deliveryRefSchema,
  endpointRefSchema,
  endpointSchema,
  replayFailedSchema,
  switchEndpointSchema,
  updateEndpointSchema,
} from '@/lib/webhooks/webhook.schema';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const createEndpointAction = defineAction(endpointSchema, thenRefresh(createEndpoint));
export const updateEndpointAction = defineAction(updateEndpointSchema, thenRefresh(updateEndpoint));
export const switchEndpointAction = defineAction(switchEndpointSchema, thenRefresh(switchEndpoint));
export const rotateEndpointSecretAction = defineAction(endpointRefSchema, thenRefresh(rotateEndpointSecret));
/** Its page is gone then, so nothing of it is fetched anew. */
export const deleteEndpointAction = defineAction(endpointRefSchema, deleteEndpoint);
export const sendTestEventAction = defineAction(endpointRefSchema, thenRefresh(sendTestEvent));
export const replayDeliveryAction = defineAction(deliveryRefSchema, thenRefresh(replayDelivery));
export const replayFailedAction = defineAction(replayFailedSchema, thenRefresh(replayFailedDeliveries));
