using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "apart_ended",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PairId = table.Column<Guid>(type: "uuid", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apart_ended", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "apart_pairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    One = table.Column<Guid>(type: "uuid", nullable: false),
                    Other = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apart_pairs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assignments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attempt_results",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    CourseEditionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Points = table.Column<int>(type: "integer", nullable: false),
                    MaxPoints = table.Column<int>(type: "integer", nullable: false),
                    PointParts = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    Waiting = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    Passed = table.Column<bool>(type: "boolean", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_results", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    CourseEditionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    PassPercent = table.Column<int>(type: "integer", nullable: false),
                    Seed = table.Column<long>(type: "bigint", nullable: false),
                    Device = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosesAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Flagged = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StepCount = table.Column<int>(type: "integer", nullable: false),
                    SecondsGiven = table.Column<int>(type: "integer", nullable: false),
                    SheetId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attendance_confirmations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConfirmsId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance_confirmations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attendance_withdrawals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AttendanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance_withdrawals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attendances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    Session = table.Column<int>(type: "integer", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    MarkId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendances", x => x.Id);
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
                name: "branch_settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_branch_settings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "closures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    VenueId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cohort_outcomes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    CompletedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Completed = table.Column<bool>(type: "boolean", nullable: false),
                    AttendedQuarters = table.Column<int>(type: "integer", nullable: false),
                    TotalQuarters = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cohort_outcomes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cohort_turns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cohort_turns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cohorts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RotationId = table.Column<Guid>(type: "uuid", nullable: false),
                    VenueId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    OpensOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosesOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Capacity = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Changes = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cohorts", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "correction_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    About = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correction_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "count_differences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    Stored = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Counted = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_differences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "course_editions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Manifest = table.Column<string>(type: "text", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_course_editions", x => x.Id);
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
                name: "course_passes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    EditionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    QuizPassed = table.Column<bool>(type: "boolean", nullable: false),
                    PassedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_course_passes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "differences_settled",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DifferenceId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_differences_settled", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Because = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RequestedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    Index = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "home_stay_withdrawals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StayId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_home_stay_withdrawals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "home_stays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_home_stays", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "home_visit_confirmations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConfirmsId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_home_visit_confirmations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "home_visit_withdrawals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VisitId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Because = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_home_visit_withdrawals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "home_visits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    VisitedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    VisitedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    AlongWith = table.Column<Guid>(type: "uuid", nullable: true),
                    Studied = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_home_visits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Job = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    Failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Asked = table.Column<bool>(type: "boolean", nullable: false),
                    TakenOver = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_checkpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    RootHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_checkpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "ledger_cosignatures",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Witness = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Line = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_cosignatures", x => new { x.Size, x.Witness });
                });

            migrationBuilder.CreateTable(
                name: "ledger_key_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Follows = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_key_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_tiles",
                columns: table => new
                {
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Hashes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_tiles", x => new { x.Level, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "lesson_credits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    LessonKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    EditionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_credits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lesson_editions",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    LessonKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    Html = table.Column<string>(type: "text", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_editions", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "member_keys",
                columns: table => new
                {
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_keys", x => x.MemberId);
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Gender = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    BornOn = table.Column<DateOnly>(type: "date", nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_members", x => x.MemberId);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Once = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Arguments = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    RetryAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReadAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "paper_confirmations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SheetId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConfirmsId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "question_versions",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    QuestionKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_versions", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "recount_runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Numbers = table.Column<long>(type: "bigint", nullable: false),
                    Open = table.Column<int>(type: "integer", nullable: false),
                    Failed = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recount_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "regrets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    Because = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ImpossibleFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ImpossibleTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regrets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "report_calls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequirementKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_calls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequirementKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    KnownAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CheckpointSize = table.Column<long>(type: "bigint", nullable: false),
                    Completed = table.Column<int>(type: "integer", nullable: false),
                    Required = table.Column<int>(type: "integer", nullable: false),
                    Members = table.Column<int>(type: "integer", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "requirements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RulePackKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requirements", x => x.Id);
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
                name: "rotations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    BranchShare = table.Column<int>(type: "integer", nullable: false),
                    CommitteeShare = table.Column<int>(type: "integer", nullable: false),
                    Smallest = table.Column<int>(type: "integer", nullable: false),
                    Farthest = table.Column<int>(type: "integer", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rule_packs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_packs", x => x.Id);
                });

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
                    GrantedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    OtherDay = table.Column<DateOnly>(type: "date", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "trainers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trainers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "transfer_receipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ReceivedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transfer_receipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "transfers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ToId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SentOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SentBy = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transfers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    ParentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    East = table.Column<int>(type: "integer", nullable: true),
                    North = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.UnitId);
                    table.ForeignKey(
                        name: "FK_units_units_ParentId",
                        column: x => x.ParentId,
                        principalTable: "units",
                        principalColumn: "UnitId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "venues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Seats = table.Column<int>(type: "integer", nullable: false),
                    Stars = table.Column<int>(type: "integer", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WithinId = table.Column<Guid>(type: "uuid", nullable: true),
                    Open = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_venues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_venues_venues_WithinId",
                        column: x => x.WithinId,
                        principalTable: "venues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "witness_conditions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Witness = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_witness_conditions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "assignees",
                columns: table => new
                {
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assignees", x => new { x.AssignmentId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_assignees_assignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "assignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attempt_steps",
                columns: table => new
                {
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Slot = table.Column<int>(type: "integer", nullable: false),
                    Response = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Page = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_steps", x => new { x.AttemptId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_attempt_steps_attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "paper_slots",
                columns: table => new
                {
                    Slot = table.Column<int>(type: "integer", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    OptionOrder = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paper_slots", x => new { x.AttemptId, x.Slot });
                    table.ForeignKey(
                        name: "FK_paper_slots_attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "closures_lifted",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closures_lifted", x => x.Id);
                    table.ForeignKey(
                        name: "FK_closures_lifted_closures_ClosureId",
                        column: x => x.ClosureId,
                        principalTable: "closures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MovedFrom = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enrolments_cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    VenueId = table.Column<Guid>(type: "uuid", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Quarters = table.Column<int>(type: "integer", nullable: false),
                    CodeSecret = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CalledOffId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => new { x.CohortId, x.Number });
                    table.ForeignKey(
                        name: "FK_sessions_cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "correction_answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Corrected = table.Column<bool>(type: "boolean", nullable: false),
                    Words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correction_answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_correction_answers_correction_requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "correction_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exemptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exemptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_exemptions_members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "members",
                        principalColumn: "MemberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_circumstances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_circumstances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_member_circumstances_members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "members",
                        principalColumn: "MemberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BranchId = table.Column<Guid>(type: "uuid", nullable: false),
                    BranchPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_memberships_members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "members",
                        principalColumn: "MemberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_posts_members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "members",
                        principalColumn: "MemberId",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateTable(
                name: "regret_ends",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RegretId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Answer = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regret_ends", x => x.Id);
                    table.ForeignKey(
                        name: "FK_regret_ends_regrets_RegretId",
                        column: x => x.RegretId,
                        principalTable: "regrets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cohort_trainers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    Take = table.Column<int>(type: "integer", nullable: false),
                    TrainerId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cohort_trainers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_cohort_trainers_cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_cohort_trainers_trainers_TrainerId",
                        column: x => x.TrainerId,
                        principalTable: "trainers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trainers_gone",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TrainerId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trainers_gone", x => x.Id);
                    table.ForeignKey(
                        name: "FK_trainers_gone_trainers_TrainerId",
                        column: x => x.TrainerId,
                        principalTable: "trainers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "places_given_up",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    Because = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places_given_up", x => x.Id);
                    table.ForeignKey(
                        name: "FK_places_given_up_enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "IX_apart_ended_PairId",
                table: "apart_ended",
                column: "PairId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_apart_pairs_One",
                table: "apart_pairs",
                column: "One");

            migrationBuilder.CreateIndex(
                name: "IX_apart_pairs_Other",
                table: "apart_pairs",
                column: "Other");

            migrationBuilder.CreateIndex(
                name: "IX_assignees_MemberId_Kind_CourseKey_DueOn",
                table: "assignees",
                columns: new[] { "MemberId", "Kind", "CourseKey", "DueOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_assignments_UnitPath",
                table: "assignments",
                column: "UnitPath");

            migrationBuilder.CreateIndex(
                name: "IX_attempt_results_AttemptId",
                table: "attempt_results",
                column: "AttemptId",
                unique: true,
                filter: "\"CorrectsId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_attempt_results_AttemptId_CorrectsId",
                table: "attempt_results",
                columns: new[] { "AttemptId", "CorrectsId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempt_results_MemberId_CourseKey",
                table: "attempt_results",
                columns: new[] { "MemberId", "CourseKey" });

            migrationBuilder.CreateIndex(
                name: "IX_attempt_results_RevisionId",
                table: "attempt_results",
                column: "RevisionId");

            migrationBuilder.CreateIndex(
                name: "IX_attempt_steps_AttemptId_Page_Number",
                table: "attempt_steps",
                columns: new[] { "AttemptId", "Page", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_CourseKey_FinishedAt",
                table: "attempts",
                columns: new[] { "CourseKey", "FinishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_FinishedAt_ClosesAt",
                table: "attempts",
                columns: new[] { "FinishedAt", "ClosesAt" });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_MemberId_CourseKey_Number",
                table: "attempts",
                columns: new[] { "MemberId", "CourseKey", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_SheetId",
                table: "attempts",
                column: "SheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attendance_confirmations_ConfirmsId",
                table: "attendance_confirmations",
                column: "ConfirmsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attendance_confirmations_MemberId",
                table: "attendance_confirmations",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_attendance_withdrawals_AttendanceId",
                table: "attendance_withdrawals",
                column: "AttendanceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attendance_withdrawals_MemberId",
                table: "attendance_withdrawals",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_attendances_CohortId_Session_MemberId_Take",
                table: "attendances",
                columns: new[] { "CohortId", "Session", "MemberId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attendances_MarkId",
                table: "attendances",
                column: "MarkId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attendances_MemberId",
                table: "attendances",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_bank_changes_CourseKey_RecordedAt",
                table: "bank_changes",
                columns: new[] { "CourseKey", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_branch_settings_UnitPath",
                table: "branch_settings",
                column: "UnitPath");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_MemberId",
                table: "certificates",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_certificates_Number",
                table: "certificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_certificates_SourceId",
                table: "certificates",
                column: "SourceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_closures_To",
                table: "closures",
                column: "To");

            migrationBuilder.CreateIndex(
                name: "IX_closures_lifted_ClosureId",
                table: "closures_lifted",
                column: "ClosureId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cohort_outcomes_CohortId_MemberId",
                table: "cohort_outcomes",
                columns: new[] { "CohortId", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cohort_outcomes_MemberId_CompletedOn",
                table: "cohort_outcomes",
                columns: new[] { "MemberId", "CompletedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_cohort_trainers_CohortId_Take",
                table: "cohort_trainers",
                columns: new[] { "CohortId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cohort_trainers_TrainerId",
                table: "cohort_trainers",
                column: "TrainerId");

            migrationBuilder.CreateIndex(
                name: "IX_cohort_turns_CohortId_State",
                table: "cohort_turns",
                columns: new[] { "CohortId", "State" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cohorts_RotationId_Number",
                table: "cohorts",
                columns: new[] { "RotationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cohorts_State_OpensOn",
                table: "cohorts",
                columns: new[] { "State", "OpensOn" });

            migrationBuilder.CreateIndex(
                name: "IX_cohorts_VenueId_OpensOn",
                table: "cohorts",
                columns: new[] { "VenueId", "OpensOn" });

            migrationBuilder.CreateIndex(
                name: "IX_cohorts_called_off_CohortId",
                table: "cohorts_called_off",
                column: "CohortId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_correction_answers_MemberId",
                table: "correction_answers",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_correction_answers_RequestId",
                table: "correction_answers",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_correction_requests_MemberId",
                table: "correction_requests",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_count_differences_Kind_SourceId_MemberId_Take",
                table: "count_differences",
                columns: new[] { "Kind", "SourceId", "MemberId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_course_editions_CourseKey",
                table: "course_editions",
                column: "CourseKey");

            migrationBuilder.CreateIndex(
                name: "IX_course_editions_Hash",
                table: "course_editions",
                column: "Hash",
                unique: true);

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
                name: "IX_differences_settled_DifferenceId",
                table: "differences_settled",
                column: "DifferenceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_CohortId_MemberId_Take",
                table: "enrolments",
                columns: new[] { "CohortId", "MemberId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_MemberId",
                table: "enrolments",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_erasures_MemberId",
                table: "erasures",
                column: "MemberId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evidence_At_Id",
                table: "evidence",
                columns: new[] { "At", "Id" },
                filter: "\"Index\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_Index",
                table: "evidence",
                column: "Index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evidence_SourceId",
                table: "evidence",
                column: "SourceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_exemptions_MemberId_Kind_ValidFrom",
                table: "exemptions",
                columns: new[] { "MemberId", "Kind", "ValidFrom" },
                unique: true,
                filter: "\"ReplacedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_exemptions_MemberId_ValidFrom",
                table: "exemptions",
                columns: new[] { "MemberId", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_exemptions_ReplacesId",
                table: "exemptions",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_home_stay_withdrawals_MemberId",
                table: "home_stay_withdrawals",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_home_stay_withdrawals_StayId",
                table: "home_stay_withdrawals",
                column: "StayId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_home_stays_MemberId_From_To_Take",
                table: "home_stays",
                columns: new[] { "MemberId", "From", "To", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_home_visit_confirmations_ConfirmsId",
                table: "home_visit_confirmations",
                column: "ConfirmsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_home_visit_confirmations_MemberId",
                table: "home_visit_confirmations",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_home_visit_withdrawals_MemberId",
                table: "home_visit_withdrawals",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_home_visit_withdrawals_VisitId",
                table: "home_visit_withdrawals",
                column: "VisitId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_home_visits_AlongWith",
                table: "home_visits",
                column: "AlongWith");

            migrationBuilder.CreateIndex(
                name: "IX_home_visits_MemberId_VisitedOn_Take",
                table: "home_visits",
                columns: new[] { "MemberId", "VisitedOn", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_Job_EndedAt",
                table: "job_runs",
                columns: new[] { "Job", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_cosignatures_Witness_Size",
                table: "ledger_cosignatures",
                columns: new[] { "Witness", "Size" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_key_changes_Key_Stage",
                table: "ledger_key_changes",
                columns: new[] { "Key", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_lesson_credits_MemberId_LessonKey",
                table: "lesson_credits",
                columns: new[] { "MemberId", "LessonKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_lesson_editions_LessonKey",
                table: "lesson_editions",
                column: "LessonKey");

            migrationBuilder.CreateIndex(
                name: "IX_member_circumstances_MemberId_ValidFrom",
                table: "member_circumstances",
                columns: new[] { "MemberId", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_member_circumstances_ReplacesId",
                table: "member_circumstances",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_members_Number",
                table: "members",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_memberships_BranchPath",
                table: "memberships",
                column: "BranchPath");

            migrationBuilder.CreateIndex(
                name: "IX_memberships_MemberId",
                table: "memberships",
                column: "MemberId",
                unique: true,
                filter: "\"ReplacedAt\" IS NULL AND \"ValidTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_memberships_MemberId_ValidFrom",
                table: "memberships",
                columns: new[] { "MemberId", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_memberships_ReplacesId",
                table: "memberships",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MemberId_ReadAt",
                table: "outbox",
                columns: new[] { "MemberId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Once",
                table: "outbox",
                column: "Once",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_CreatedAt",
                table: "outbox",
                columns: new[] { "SentAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_paper_confirmations_ConfirmsId",
                table: "paper_confirmations",
                column: "ConfirmsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_paper_confirmations_MemberId",
                table: "paper_confirmations",
                column: "MemberId");

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
                name: "IX_places_given_up_EnrolmentId",
                table: "places_given_up",
                column: "EnrolmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_given_up_MemberId",
                table: "places_given_up",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_posts_MemberId_Kind_UnitId_ValidFrom",
                table: "posts",
                columns: new[] { "MemberId", "Kind", "UnitId", "ValidFrom" },
                unique: true,
                filter: "\"ReplacedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_posts_MemberId_ValidFrom",
                table: "posts",
                columns: new[] { "MemberId", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_posts_ReplacesId",
                table: "posts",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_practice_answers_MemberId",
                table: "practice_answers",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_question_versions_CourseKey_QuestionKey",
                table: "question_versions",
                columns: new[] { "CourseKey", "QuestionKey" });

            migrationBuilder.CreateIndex(
                name: "IX_recount_runs_FinishedAt",
                table: "recount_runs",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_regret_ends_MemberId",
                table: "regret_ends",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_regret_ends_RegretId",
                table: "regret_ends",
                column: "RegretId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_regrets_CohortId",
                table: "regrets",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_regrets_EnrolmentId_Take",
                table: "regrets",
                columns: new[] { "EnrolmentId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_regrets_MemberId",
                table: "regrets",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_report_calls_RequirementKey_UnitPath_Day",
                table: "report_calls",
                columns: new[] { "RequirementKey", "UnitPath", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reports_RequirementKey_UnitPath_Day",
                table: "reports",
                columns: new[] { "RequirementKey", "UnitPath", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_requirements_Key",
                table: "requirements",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revision_decisions_RevisionId",
                table: "revision_decisions",
                column: "RevisionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revisions_CourseKey",
                table: "revisions",
                column: "CourseKey");

            migrationBuilder.CreateIndex(
                name: "IX_rule_packs_Key_Hash",
                table: "rule_packs",
                columns: new[] { "Key", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_VenueId_StartsAt",
                table: "sessions",
                columns: new[] { "VenueId", "StartsAt" },
                unique: true,
                filter: "\"CalledOffId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sitting_allowances_MemberId_CourseKey",
                table: "sitting_allowances",
                columns: new[] { "MemberId", "CourseKey" });

            migrationBuilder.CreateIndex(
                name: "IX_times_given_AttemptId_DownFrom",
                table: "times_given",
                columns: new[] { "AttemptId", "DownFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trainers_gone_TrainerId",
                table: "trainers_gone",
                column: "TrainerId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfer_receipts_TransferId",
                table: "transfer_receipts",
                column: "TransferId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfers_MemberId_SentOn",
                table: "transfers",
                columns: new[] { "MemberId", "SentOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfers_ToPath",
                table: "transfers",
                column: "ToPath");

            migrationBuilder.CreateIndex(
                name: "IX_units_ParentId",
                table: "units",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_units_Path",
                table: "units",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_venues_WithinId",
                table: "venues",
                column: "WithinId");

            migrationBuilder.CreateIndex(
                name: "IX_witness_conditions_Witness_Since",
                table: "witness_conditions",
                columns: new[] { "Witness", "Since" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answer_marks");

            migrationBuilder.DropTable(
                name: "apart_ended");

            migrationBuilder.DropTable(
                name: "apart_pairs");

            migrationBuilder.DropTable(
                name: "assignees");

            migrationBuilder.DropTable(
                name: "attempt_results");

            migrationBuilder.DropTable(
                name: "attempt_steps");

            migrationBuilder.DropTable(
                name: "attendance_confirmations");

            migrationBuilder.DropTable(
                name: "attendance_withdrawals");

            migrationBuilder.DropTable(
                name: "attendances");

            migrationBuilder.DropTable(
                name: "bank_changes");

            migrationBuilder.DropTable(
                name: "branch_settings");

            migrationBuilder.DropTable(
                name: "certificates");

            migrationBuilder.DropTable(
                name: "closures_lifted");

            migrationBuilder.DropTable(
                name: "cohort_outcomes");

            migrationBuilder.DropTable(
                name: "cohort_trainers");

            migrationBuilder.DropTable(
                name: "cohort_turns");

            migrationBuilder.DropTable(
                name: "cohorts_called_off");

            migrationBuilder.DropTable(
                name: "correction_answers");

            migrationBuilder.DropTable(
                name: "count_differences");

            migrationBuilder.DropTable(
                name: "course_editions");

            migrationBuilder.DropTable(
                name: "course_pass_withdrawals");

            migrationBuilder.DropTable(
                name: "course_passes");

            migrationBuilder.DropTable(
                name: "differences_settled");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "exemptions");

            migrationBuilder.DropTable(
                name: "home_stay_withdrawals");

            migrationBuilder.DropTable(
                name: "home_stays");

            migrationBuilder.DropTable(
                name: "home_visit_confirmations");

            migrationBuilder.DropTable(
                name: "home_visit_withdrawals");

            migrationBuilder.DropTable(
                name: "home_visits");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "ledger_checkpoints");

            migrationBuilder.DropTable(
                name: "ledger_cosignatures");

            migrationBuilder.DropTable(
                name: "ledger_key_changes");

            migrationBuilder.DropTable(
                name: "ledger_tiles");

            migrationBuilder.DropTable(
                name: "lesson_credits");

            migrationBuilder.DropTable(
                name: "lesson_editions");

            migrationBuilder.DropTable(
                name: "member_circumstances");

            migrationBuilder.DropTable(
                name: "member_keys");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "paper_confirmations");

            migrationBuilder.DropTable(
                name: "paper_keyings");

            migrationBuilder.DropTable(
                name: "paper_sheet_slots");

            migrationBuilder.DropTable(
                name: "paper_slots");

            migrationBuilder.DropTable(
                name: "places_given_up");

            migrationBuilder.DropTable(
                name: "posts");

            migrationBuilder.DropTable(
                name: "practice_answers");

            migrationBuilder.DropTable(
                name: "question_versions");

            migrationBuilder.DropTable(
                name: "recount_runs");

            migrationBuilder.DropTable(
                name: "regret_ends");

            migrationBuilder.DropTable(
                name: "report_calls");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "requirements");

            migrationBuilder.DropTable(
                name: "revision_decisions");

            migrationBuilder.DropTable(
                name: "revisions");

            migrationBuilder.DropTable(
                name: "rotations");

            migrationBuilder.DropTable(
                name: "rule_packs");

            migrationBuilder.DropTable(
                name: "server_pulse");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "sitting_allowances");

            migrationBuilder.DropTable(
                name: "times_given");

            migrationBuilder.DropTable(
                name: "trainers_gone");

            migrationBuilder.DropTable(
                name: "transfer_receipts");

            migrationBuilder.DropTable(
                name: "transfers");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "venues");

            migrationBuilder.DropTable(
                name: "witness_conditions");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "closures");

            migrationBuilder.DropTable(
                name: "correction_requests");

            migrationBuilder.DropTable(
                name: "paper_sheets");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "enrolments");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropTable(
                name: "regrets");

            migrationBuilder.DropTable(
                name: "trainers");

            migrationBuilder.DropTable(
                name: "cohorts");
        }
    }
}
