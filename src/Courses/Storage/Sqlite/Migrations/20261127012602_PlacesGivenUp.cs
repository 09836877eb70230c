using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PlacesGivenUp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_enrolments_CohortId_MemberId",
                table: "enrolments");

            migrationBuilder.AddColumn<int>(
                name: "BranchShare",
                table: "rotations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 100);

            migrationBuilder.AddColumn<int>(
                name: "CommitteeShare",
                table: "rotations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 100);

            migrationBuilder.AddColumn<int>(
                name: "Farthest",
                table: "rotations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Smallest",
                table: "rotations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Take",
                table: "enrolments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "places_given_up",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: true)
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
                name: "IX_enrolments_CohortId_MemberId_Take",
                table: "enrolments",
                columns: new[] { "CohortId", "MemberId", "Take" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_given_up_EnrolmentId",
                table: "places_given_up",
                column: "EnrolmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_given_up_MemberId",
                table: "places_given_up",
                column: "MemberId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "places_given_up");

            migrationBuilder.DropIndex(
                name: "IX_enrolments_CohortId_MemberId_Take",
                table: "enrolments");

            migrationBuilder.DropColumn(
                name: "BranchShare",
                table: "rotations");

            migrationBuilder.DropColumn(
                name: "CommitteeShare",
                table: "rotations");

            migrationBuilder.DropColumn(
                name: "Farthest",
                table: "rotations");

            migrationBuilder.DropColumn(
                name: "Smallest",
                table: "rotations");

            migrationBuilder.DropColumn(
                name: "Take",
                table: "enrolments");

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_CohortId_MemberId",
                table: "enrolments",
                columns: new[] { "CohortId", "MemberId" },
                unique: true);
        }
    }
}
