import fastifyHelmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

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
  global: true,
  contentSecurityPolicy: CONTENT_SECURITY_POLICY,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
  // Said per request: a browser that came by plain HTTP must not be locked out.
  hsts: false,
} as const satisfies FastifyHelmetOptions;

/** What the few answers carry that are given before any hook runs. */
export const BARE_SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/**
 * For the page of the control panel: its components write `<style>` elements of their own, which the policy lets
 * through by a number that is used once. The page must carry `reply.cspNonce.style`.
 */
export const WithStyleNonce = () => RouteConfig({ helmet: { enableCSPNonces: true } });

/** @param isPublicHttps whether `PUBLIC_URL` is an https address; else the request (or its proxy) tells */
export async function sendSecurityHeaders(
  app: NestFastifyApplication,
  isPublicHttps: boolean,
): Promise<void> {
  await app.register(fastifyHelmet, HELMET);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      void reply.header('permissions-policy', PERMISSIONS);
      // Answers hold personal data; who may be kept for longer says so.
      void reply.header('cache-control', 'no-store');
      if (isPublicHttps || request.protocol === 'https') {
        void reply.header('strict-transport-security', STRICT_TRANSPORT);
      }
      done();
    });
}
