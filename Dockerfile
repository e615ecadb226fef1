# syntax=docker/dockerfile:1

# All dependencies, and the two applications.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NX_DAEMON=false NX_TUI=false CI=true
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx nx run-many -t build -p api,control-panel \
  && npm prune --omit=dev --no-audit --no-fund

# What runs: no build tools, no sources, an ordinary user.
FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data LOG_FORMAT=json
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/apps/api ./dist/apps/api
COPY --from=build /app/dist/apps/control-panel ./dist/apps/control-panel
# The generated secrets live here, and the embedded PostgreSQL when DATABASE_URL is not set.
RUN mkdir /data && chown node:node /data
# docker compose exec oracle-integration oracle-integration status
RUN printf '#!/bin/sh\nexec node /app/dist/apps/api/cli.js "$@"\n' > /usr/local/bin/oracle-integration \
  && chmod 0755 /usr/local/bin/oracle-integration
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/apps/api/main.js"]
