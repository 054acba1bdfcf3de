/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Prisma's WebAssembly and pg are loaded by Node itself, never bundled.
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', 'graphile-worker', 'pino'],
  // `npm test` checks the types, of the tests too; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { remotePatterns: [] },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '1mb' } },
};
