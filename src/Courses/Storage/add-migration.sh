#!/usr/bin/env bash
# Adds one migration to both sets. Usage: src/Courses/Storage/add-migration.sh Name
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$1" --context "${provider}CoursesDb" --output-dir "Storage/$provider/Migrations"
done
