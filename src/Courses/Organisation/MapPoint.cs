namespace Learning.Courses.Organisation;

/// <summary>A point on the district's own grid, in units of a hundred metres.</summary>
public readonly record struct MapPoint(int East, int North)
{
    /// <summary>As the crow flies, rounded up, in hundreds of metres.</summary>
    public int To(MapPoint other)
    {
        double east = East - other.East, north = North - other.North;
        return (int)Math.Ceiling(Math.Sqrt((east * east) + (north * north)));
    }
}
