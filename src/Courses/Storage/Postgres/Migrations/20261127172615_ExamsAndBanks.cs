using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ExamsAndBanks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_course_passes_MemberId_CourseKey",
                table: "course_passes");

            migrationBuilder.AddColumn<Guid>(
                name: "ReplacesId",
                table: "course_passes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "attempts",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SheetId",
                table: "attempts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RevisionId",
                table: "attempt_results",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Waiting",
                table: "attempt_results",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "answer_marks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    Slot = table.Column<int>(type: "integer", nullable: false),
                    Found = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    MarkedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answer_marks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "bank_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    QuestionKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Before = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    After = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Translation = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<int>(type: "integer", nullable: false),
                    Questions = table.Column<int>(type: "integer", nullable: false),
                    Retired = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "course_pass_withdrawals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_course_pass_withdrawals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "paper_confirmations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    SheetId = table.Column<Guid>(type: "uuid", nullable: false),
                    KeyingId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConfirmedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_confirmations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "paper_keyings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    SheetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Answers = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    WrittenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    KeyedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_keyings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "paper_sheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    CourseEditionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PassPercent = table.Column<int>(type: "integer", nullable: false),
                    Seed = table.Column<long>(type: "bigint", nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    IssuedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_sheets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "practice_answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    QuestionKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    IsRight = table.Column<bool>(type: "boolean", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_practice_answers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "revision_decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Applies = table.Column<bool>(type: "boolean", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revision_decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "revisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    QuestionKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    FromHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FromVoid = table.Column<bool>(type: "boolean", nullable: false),
                    ToHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ToVoid = table.Column<bool>(type: "boolean", nullable: false),
                    Rule = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ProposedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "paper_sheet_slots",
                columns: table => new
                {
                    Slot = table.Column<int>(type: "integer", nullable: false),
                    SheetId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    OptionOrder = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_sheet_slots", x => new { x.SheetId, x.Slot });
                    table.ForeignKey(
                        name: "FK_paper_sheet_slots_paper_sheets_SheetId",
                        column: x => x.SheetId,
                        principalTable: "paper_sheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_course_passes_MemberId_CourseKey",
                table: "course_passes",
                columns: new[] { "MemberId", "CourseKey" },
                unique: true,
                filter: "\"ReplacesId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_course_passes_ReplacesId",
                table: "course_passes",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_CourseKey_FinishedAt",
                table: "attempts",
                columns: new[] { "CourseKey", "FinishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_SheetId",
                table: "attempts",
                column: "SheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempt_results_RevisionId",
                table: "attempt_results",
                column: "RevisionId");

            migrationBuilder.CreateIndex(
                name: "IX_answer_marks_AttemptId_Slot",
                table: "answer_marks",
                columns: new[] { "AttemptId", "Slot" },
                unique: true,
                filter: "\"CorrectsId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_answer_marks_AttemptId_Slot_CorrectsId",
                table: "answer_marks",
                columns: new[] { "AttemptId", "Slot", "CorrectsId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_answer_marks_RecordedAt",
                table: "answer_marks",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_bank_changes_CourseKey_RecordedAt",
                table: "bank_changes",
                columns: new[] { "CourseKey", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_course_pass_withdrawals_MemberId",
                table: "course_pass_withdrawals",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_course_pass_withdrawals_PassId",
                table: "course_pass_withdrawals",
                column: "PassId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_course_pass_withdrawals_RevisionId",
                table: "course_pass_withdrawals",
                column: "RevisionId");

            migrationBuilder.CreateIndex(
                name: "IX_paper_confirmations_SheetId",
                table: "paper_confirmations",
                column: "SheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_paper_keyings_SheetId_Number",
                table: "paper_keyings",
                columns: new[] { "SheetId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_paper_sheets_Code",
                table: "paper_sheets",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_paper_sheets_MemberId_CourseKey",
                table: "paper_sheets",
                columns: new[] { "MemberId", "CourseKey" });

            migrationBuilder.CreateIndex(
                name: "IX_practice_answers_MemberId",
                table: "practice_answers",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_revision_decisions_RevisionId",
                table: "revision_decisions",
                column: "RevisionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revisions_CourseKey",
                table: "revisions",
                column: "CourseKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answer_marks");

            migrationBuilder.DropTable(
                name: "bank_changes");

            migrationBuilder.DropTable(
                name: "course_pass_withdrawals");

            migrationBuilder.DropTable(
                name: "paper_confirmations");

            migrationBuilder.DropTable(
                name: "paper_keyings");

            migrationBuilder.DropTable(
                name: "paper_sheet_slots");

            migrationBuilder.DropTable(
                name: "practice_answers");

            migrationBuilder.DropTable(
                name: "revision_decisions");

            migrationBuilder.DropTable(
                name: "revisions");

            migrationBuilder.DropTable(
                name: "paper_sheets");

            migrationBuilder.DropIndex(
                name: "IX_course_passes_MemberId_CourseKey",
                table: "course_passes");

            migrationBuilder.DropIndex(
                name: "IX_course_passes_ReplacesId",
                table: "course_passes");

            migrationBuilder.DropIndex(
                name: "IX_attempts_CourseKey_FinishedAt",
                table: "attempts");

            migrationBuilder.DropIndex(
                name: "IX_attempts_SheetId",
                table: "attempts");

            migrationBuilder.DropIndex(
                name: "IX_attempt_results_RevisionId",
                table: "attempt_results");

            migrationBuilder.DropColumn(
                name: "ReplacesId",
                table: "course_passes");

            migrationBuilder.DropColumn(
                name: "Device",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "SheetId",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "RevisionId",
                table: "attempt_results");

            migrationBuilder.DropColumn(
                name: "Waiting",
                table: "attempt_results");

            migrationBuilder.CreateIndex(
                name: "IX_course_passes_MemberId_CourseKey",
                table: "course_passes",
                columns: new[] { "MemberId", "CourseKey" },
                unique: true);
        }
    }
}
