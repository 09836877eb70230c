using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Regrets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "regrets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Take = table.Column<int>(type: "INTEGER", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ImpossibleFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ImpossibleTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regrets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "regret_ends",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegretId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: true)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "regret_ends");

            migrationBuilder.DropTable(
                name: "regrets");
        }
    }
}
