# One image for the web and the worker process; compose.yaml shows both, and the migration before them.
FROM node:20-bookworm-slim AS base
WORKDIR /srv/tributary
ENV CHECKPOINT_DISABLE=1

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node bin/build.mjs

FROM base AS packages
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM base
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json ./
COPY --from=packages /srv/tributary/node_modules node_modules
COPY bin bin
COPY prisma prisma
COPY --from=build /srv/tributary/build build
COPY --from=build /srv/tributary/dist dist
# What is kept outside of Postgres: pictures, and the demo logins.
RUN mkdir .data && chown node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server.js"]
