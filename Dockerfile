# syntax=docker/dockerfile:1
# Releases pass RUNTIME_TAG=10.0-noble-chiseled-extra: no shell, and ICU and tzdata inside (plain chiseled images lack both).
ARG RUNTIME_TAG=10.0-noble
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
# true: SMTP through MailKit (Mail__Transport=mailkit), where the package registry carries it; every other transport is always there.
ARG WITH_MAILKIT=false
WORKDIR /src
COPY Directory.*.props Watcher.sln global.json ./
COPY src/Watcher.Reading/*.csproj src/Watcher.Reading/
COPY src/Watcher.Claims/*.csproj  src/Watcher.Claims/
COPY src/Watcher.Mail/*.csproj    src/Watcher.Mail/
COPY src/Watcher.Mail.MailKit/*.csproj src/Watcher.Mail.MailKit/
COPY src/Watcher.Worker/*.csproj  src/Watcher.Worker/
RUN dotnet restore src/Watcher.Worker -a ${TARGETARCH:-x64} -p:PublishReadyToRun=true -p:WithMailKit=$WITH_MAILKIT
COPY . .
RUN dotnet publish src/Watcher.Worker -a ${TARGETARCH:-x64} --self-contained false --no-restore -c Release \
      -p:PublishReadyToRun=true -p:WithMailKit=$WITH_MAILKIT -o /app && mkdir -p /data /mail /scratch

FROM mcr.microsoft.com/dotnet/aspnet:$RUNTIME_TAG
LABEL org.opencontainers.image.title="Watcher" \
      org.opencontainers.image.description="Reads news feeds, compares what they claim, mails what is new or contradicts"
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1654:1654 /data /data
COPY --from=build --chown=1654:1654 /mail /mail
COPY --from=build --chown=1654:1654 /scratch /run/watcher
COPY config /config
# The diagnostics socket is off so that the root file system can be read-only.
ENV Watcher__ConfigDirectory=/config Watcher__DataDirectory=/data Mail__PickupDirectory=/mail \
    Web__Urls=http://0.0.0.0:8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_EnableDiagnostics=0 TMPDIR=/run/watcher TZ=UTC
USER $APP_UID
EXPOSE 8080
VOLUME ["/data", "/mail"]
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s --retries=3 CMD ["/app/watcher", "healthcheck"]
ENTRYPOINT ["/app/watcher"]
CMD ["run"]
