using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Courses.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PartsOfPoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "PointParts",
                table: "attempt_results",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PointParts",
                table: "attempt_results");
        }
    }
}
