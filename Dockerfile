# The product, for a machine with a container engine: no compiler, no development packages, no package manager needed
# at run time. docker compose up (compose.yaml) runs it with PostgreSQL.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package of these needs its install script. The Node that npm scripts bring along is the image's own here.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* node_modules/node-bin-* node_modules/.bin/node

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/todo.db
# The only folder that is written to, where the database is an SQLite file.
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json mikro-orm.config.ts tsconfig.json ./
COPY migrations ./migrations
COPY src ./src
# Its number, so that an orchestrator can tell that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 4000
# Whether the process is alive: an orchestrator that restarts on this must not do so because the database is away.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: SIGTERM comes to the server itself, which stops by itself, as process 1 too.
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=8", "--import", "./src/compile-cache.js", "src/main.ts"]
