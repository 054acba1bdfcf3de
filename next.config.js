/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Prisma's WebAssembly and pg are loaded by Node itself, never bundled.
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', 'graphile-worker', 'pino'],
  // `npm test` checks the types, of the tests too; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Nothing is resized here: a picture that is asked for in a thousand sizes must not cost a thousand times.
  images: { unoptimized: true, remotePatterns: [] },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '1mb' } },
};
