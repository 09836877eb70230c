#!/usr/bin/env bash
# Adds one migration of the accounts to both sets. Usage: src/Web/Identity/add-migration.sh Name
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$1" --context "${provider}IdentityDb" --output-dir "Identity/$provider/Migrations"
done
