# Built by: docker build -t lunxun .
# Run by:   docker run -p 8080:8080 -v lunxun-data:/data lunxun
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/Web -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The image's own unprivileged user owns the volume and nothing else.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV Urls=http://+:8080 Data__Path=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["dotnet", "Learning.Web.dll", "health", "http://127.0.0.1:8080"]
ENTRYPOINT ["dotnet", "Learning.Web.dll"]
