import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';

const YEAR_SECONDS = 365 * 24 * 3600;
const STRICT_TRANSPORT = `max-age=${YEAR_SECONDS}`;
/** No page of ours needs a sensor, a device or a payment. */
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Everything comes from us, nothing is inline, nobody frames us. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    manifestSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
};

const HELMET = {
  contentSecurityPolicy: CONTENT_SECURITY_POLICY,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
  // Said per request: a browser that came by plain HTTP must not be locked out.
  hsts: false,
} as const satisfies HelmetOptions;

/** Asked for once: written anew for each answer they took longer than finding who calls. */
const HEADERS = {
  ...headersByHelmet(),
  'permissions-policy': PERMISSIONS,
  // Answers hold personal data; who may be kept for longer says so.
  'cache-control': 'no-store',
};

/** What the few answers carry that are given before any hook runs. */
export const BARE_SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/**
 * For the page of the control panel: its components write `<style>` elements of their own, which the policy lets
 * through by a number that is used once. Answers the number, which the page must carry.
 */
export function allowStylesByNonce(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('hex');
  const policy = HEADERS['content-security-policy'].replace(
    "style-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
  );
  void reply.header('content-security-policy', policy);
  return nonce;
}

/** @param isPublicHttps whether `PUBLIC_URL` is an https address; else the request (or its proxy) tells */
export function sendSecurityHeaders(fastify: FastifyInstance, isPublicHttps: boolean): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(HEADERS);
    if (isPublicHttps || request.protocol === 'https') {
      void reply.header('strict-transport-security', STRICT_TRANSPORT);
    }
    done();
  });
}

function headersByHelmet(): { 'content-security-policy': string } & Record<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(HELMET)(response.req, response, () => undefined);
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(headers) as ReturnType<typeof headersByHelmet>;
}
