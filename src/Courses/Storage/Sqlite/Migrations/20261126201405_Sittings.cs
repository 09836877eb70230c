using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // Sittings of before had no grace: they close when they are due.
            migrationBuilder.Sql("UPDATE attempts SET \"ClosesAt\" = \"DueAt\"");

            migrationBuilder.AddColumn<string>(
                name: "Flagged",
                table: "attempts",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsLate",
                table: "attempt_steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "attempt_steps",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Page",
                table: "attempt_steps",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "server_pulse",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_server_pulse", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sitting_allowances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ExtraMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    ExtraAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GrantedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sitting_allowances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "times_given",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DownFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DownTo = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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
