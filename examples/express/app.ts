import express, { type ErrorRequestHandler } from 'express';
import { errorPage } from './html.ts';
import { login } from './login.ts';
import { members } from './members.ts';
import { environmentUrl, origin, port } from './settings.ts';
import { webhooks } from './webhooks.ts';

// A form of somebody whose session has ended leads to the login at Usher.
const contentSecurityPolicy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${environmentUrl}; frame-ancestors 'none'`;

const app = express();
app.disable('x-powered-by');

app.use((_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentSecurityPolicy,
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
});

// A signature is made over the bytes of a webhook, so nothing may parse its body before.
app.use(webhooks);
app.use(express.urlencoded({ extended: false, limit: '10kb' }));
app.use(login);
app.use(members);
app.get('/', (_request, response) => response.redirect('/members'));
app.use((_request, response) => {
  response.status(404).send(errorPage('There is nothing at this address.'));
});

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = Number(error.status) || 500;
  if (status >= 500) console.error(error);
  response
    .status(status)
    .send(errorPage(status >= 500 ? 'Something went wrong.' : 'This request is not valid.'));
};
app.use(onError);

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`The example is at ${origin}`);
});
