using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Sittings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_attempts_FinishedAt_DueAt",
                table: "attempts");

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosesAt",
                table: "attempts",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // Sittings of before had no grace: they close when they are due.
            migrationBuilder.Sql("UPDATE attempts SET \"ClosesAt\" = \"DueAt\"");

            migrationBuilder.AddColumn<string>(
                name: "Flagged",
                table: "attempts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsLate",
                table: "attempt_steps",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "attempt_steps",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Page",
                table: "attempt_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "server_pulse",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_server_pulse", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sitting_allowances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ExtraMinutes = table.Column<int>(type: "integer", nullable: false),
                    ExtraAttempts = table.Column<int>(type: "integer", nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    GrantedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sitting_allowances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "times_given",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    DownFrom = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DownTo = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Seconds = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_times_given", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_FinishedAt_ClosesAt",
                table: "attempts",
                columns: new[] { "FinishedAt", "ClosesAt" });

            migrationBuilder.CreateIndex(
                name: "IX_attempt_steps_AttemptId_Page_Number",
                table: "attempt_steps",
                columns: new[] { "AttemptId", "Page", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sitting_allowances_MemberId_CourseKey",
                table: "sitting_allowances",
                columns: new[] { "MemberId", "CourseKey" });

            migrationBuilder.CreateIndex(
                name: "IX_times_given_AttemptId_DownFrom",
                table: "times_given",
                columns: new[] { "AttemptId", "DownFrom" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "server_pulse");

            migrationBuilder.DropTable(
                name: "sitting_allowances");

            migrationBuilder.DropTable(
                name: "times_given");

            migrationBuilder.DropIndex(
                name: "IX_attempts_FinishedAt_ClosesAt",
                table: "attempts");

            migrationBuilder.DropIndex(
                name: "IX_attempt_steps_AttemptId_Page_Number",
                table: "attempt_steps");

            migrationBuilder.DropColumn(
                name: "ClosesAt",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "Flagged",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "IsLate",
                table: "attempt_steps");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "attempt_steps");

            migrationBuilder.DropColumn(
                name: "Page",
                table: "attempt_steps");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_FinishedAt_DueAt",
                table: "attempts",
                columns: new[] { "FinishedAt", "DueAt" });
        }
    }
}
