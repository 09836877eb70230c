namespace Learning.Courses.Catalogue;

/// <summary>A drawing of a course, held in memory so that nothing a visitor types ever becomes a path on the disk.</summary>
/// <param name="Path">Within the course folder: "figures/map.svg" or "en/figures/map.svg".</param>
/// <param name="Hash">SHA-256 in lower-case hex of the bytes. It is part of the address, so a changed figure makes a new edition of the lessons that show it.</param>
public sealed record FigureFile(string Path, string Hash, int Width, int Height, ReadOnlyMemory<byte> Bytes);
