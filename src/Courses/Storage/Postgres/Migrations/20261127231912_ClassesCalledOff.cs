using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ClassesCalledOff : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sessions_VenueId_StartsAt",
                table: "sessions");

            migrationBuilder.AddColumn<Guid>(
                name: "CalledOffId",
                table: "sessions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Changes",
                table: "cohorts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "cohorts_called_off",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Because = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cohorts_called_off", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_VenueId_StartsAt",
                table: "sessions",
                columns: new[] { "VenueId", "StartsAt" },
                unique: true,
                filter: "\"CalledOffId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cohorts_called_off_CohortId",
                table: "cohorts_called_off",
                column: "CohortId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cohorts_called_off");

            migrationBuilder.DropIndex(
                name: "IX_sessions_VenueId_StartsAt",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "CalledOffId",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "cohorts");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_VenueId_StartsAt",
                table: "sessions",
                columns: new[] { "VenueId", "StartsAt" },
                unique: true);
        }
    }
}
