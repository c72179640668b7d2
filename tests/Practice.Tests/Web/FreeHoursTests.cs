extern alias web;

using System.Text.Json;
using Practice.Teams;
using web::Practice.Web.Api;

namespace Practice.Tests.Web;

/// <summary>The pages read and write the hours of a week as the API does.</summary>
public sealed class FreeHoursTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData(6, 480, 720)]
    [InlineData(7, 0, 1440)]
    [InlineData(1, 1439, 1440)]
    public void What_the_API_writes_the_pages_read_and_the_other_way_round(int weekday, int from, int until)
    {
        var api = JsonSerializer.Serialize(new WeeklyHours(weekday, from, until), Options);

        var read = JsonSerializer.Deserialize<FreeHours>(api, Options);

        Assert.Equal(new FreeHours(weekday, from, until), read);
        Assert.Equal(api, JsonSerializer.Serialize(read, Options));
    }
}
